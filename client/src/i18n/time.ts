import { locale, words } from "./language.ts"

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How people tell a time that is near: "today 14:05", "3 days ago", then the date. `now` in milliseconds. */
export function relativeTime(iso: string, now: number): string {
  const at = new Date(iso)
  const { time } = words().shell
  const minutes = Math.floor((now - at.getTime()) / MINUTE)
  if (minutes < 1) return time.now
  if (minutes < 60) return time.minutes(minutes)
  const days = daysBetween(at, new Date(now))
  if (days <= 0) return time.today(clock(at))
  if (days === 1) return time.yesterday(clock(at))
  return days < 7 ? time.days(days) : dateOf(at, new Date(now))
}

/** The time to the minute, with its day of the week: for those who point at a relative one. */
export function exactTime(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "short" }).format(new Date(iso))
}

/** A share of one, as a percentage in the reader's language. */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(share)
}

/** Midnights between two times, in the reader's time zone: a day is not always 24 hours. */
function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY)
}

function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
}

function clock(time: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time)
}

function dateOf(time: Date, now: Date): string {
  const sameYear = time.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(locale(), {
    month: "short",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(time)
}

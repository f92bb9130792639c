import { html, type TemplateResult } from "lit"
import { unsafeSVG } from "lit/directives/unsafe-svg.js"
import arrowDown from "lucide-static/icons/arrow-down.svg?raw"
import arrowUp from "lucide-static/icons/arrow-up.svg?raw"
import check from "lucide-static/icons/check.svg?raw"
import chevronDown from "lucide-static/icons/chevron-down.svg?raw"
import chevronRight from "lucide-static/icons/chevron-right.svg?raw"
import circleCheck from "lucide-static/icons/circle-check.svg?raw"
import cloud from "lucide-static/icons/cloud.svg?raw"
import cloudAlert from "lucide-static/icons/cloud-alert.svg?raw"
import cloudCheck from "lucide-static/icons/cloud-check.svg?raw"
import cloudOff from "lucide-static/icons/cloud-off.svg?raw"
import cloudUpload from "lucide-static/icons/cloud-upload.svg?raw"
import copy from "lucide-static/icons/copy.svg?raw"
import download from "lucide-static/icons/download.svg?raw"
import ellipsis from "lucide-static/icons/ellipsis.svg?raw"
import externalLink from "lucide-static/icons/external-link.svg?raw"
import eye from "lucide-static/icons/eye.svg?raw"
import fileText from "lucide-static/icons/file-text.svg?raw"
import files from "lucide-static/icons/files.svg?raw"
import hardDrive from "lucide-static/icons/hard-drive.svg?raw"
import house from "lucide-static/icons/house.svg?raw"
import inbox from "lucide-static/icons/inbox.svg?raw"
import keyboard from "lucide-static/icons/keyboard.svg?raw"
import languages from "lucide-static/icons/languages.svg?raw"
import link from "lucide-static/icons/link.svg?raw"
import logOut from "lucide-static/icons/log-out.svg?raw"
import menu from "lucide-static/icons/menu.svg?raw"
import monitor from "lucide-static/icons/monitor.svg?raw"
import moon from "lucide-static/icons/moon.svg?raw"
import panelLeft from "lucide-static/icons/panel-left.svg?raw"
import pencil from "lucide-static/icons/pencil.svg?raw"
import plus from "lucide-static/icons/plus.svg?raw"
import refresh from "lucide-static/icons/refresh-cw.svg?raw"
import restore from "lucide-static/icons/rotate-ccw.svg?raw"
import search from "lucide-static/icons/search.svg?raw"
import settings from "lucide-static/icons/settings.svg?raw"
import sun from "lucide-static/icons/sun.svg?raw"
import table from "lucide-static/icons/table.svg?raw"
import trash from "lucide-static/icons/trash-2.svg?raw"
import alert from "lucide-static/icons/triangle-alert.svg?raw"
import userPlus from "lucide-static/icons/user-plus.svg?raw"
import users from "lucide-static/icons/users.svg?raw"
import wifiOff from "lucide-static/icons/wifi-off.svg?raw"
import close from "lucide-static/icons/x.svg?raw"

const ICONS = {
  alert,
  arrowDown,
  arrowUp,
  check,
  chevronDown,
  chevronRight,
  circleCheck,
  close,
  cloud,
  cloudAlert,
  cloudCheck,
  cloudOff,
  cloudUpload,
  copy,
  download,
  ellipsis,
  externalLink,
  eye,
  fileText,
  files,
  hardDrive,
  house,
  inbox,
  keyboard,
  languages,
  link,
  logOut,
  menu,
  monitor,
  moon,
  panelLeft,
  pencil,
  plus,
  refresh,
  restore,
  search,
  settings,
  sun,
  table,
  trash,
  userPlus,
  users,
  wifiOff,
}
export type IconName = keyof typeof ICONS

/**
 * A drawing beside words, never instead of them: screen readers skip it. Its size and stroke come from `.icon` in
 * `base.css.ts`. The sources are lucide's, part of this build, never of what a person wrote.
 */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeSVG(ICONS[name])}</span>`
}

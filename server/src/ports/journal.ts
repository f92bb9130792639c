/** The journal belongs to the sync engine, which is written against it; the store's adapters implement it. */
export {
  type Appended,
  type Batch,
  type Checkpoint,
  type Claim,
  type Fence,
  type Journal,
  type LogState,
  type NewRow,
  type Row,
  type Seq,
  StoreDown,
} from "@sheaf/sync"

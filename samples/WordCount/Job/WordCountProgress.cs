namespace WordCount.Job;

/// <summary>How far a job is; skipped files count as done.</summary>
internal readonly record struct WordCountProgress(int Files, long Bytes);

namespace WordCount.Job;

/// <summary>A file or folder that was not counted, and why.</summary>
internal sealed record SkippedFile(string Path, string Reason);

namespace Orleans.Runtime;

/// <summary>What one probe of a silo says about it.</summary>
internal enum ProbeOutcome
{
    /// <summary>Whoever should have asked could not be asked, or does not trust its own answer.</summary>
    Unknown = 0,
    Answered = 1,
    Missed = 2,
}

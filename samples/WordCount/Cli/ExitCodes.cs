namespace WordCount.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>There were files, and none of them could be counted.</summary>
    public const int NothingCounted = 1;

    /// <summary>The arguments make no sense, or there is nothing to count.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user.</summary>
    public const int Cancelled = 130;
}

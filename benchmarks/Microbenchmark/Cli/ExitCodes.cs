namespace Microbenchmark.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A row failed, or computed the wrong thing.</summary>
    public const int Failed = 1;

    /// <summary>The arguments make no sense.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user.</summary>
    public const int Cancelled = 130;
}

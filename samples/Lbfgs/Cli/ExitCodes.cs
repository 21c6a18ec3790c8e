namespace Lbfgs.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The run failed, or the actors' result is not that of the serial run.</summary>
    public const int Failure = 1;

    /// <summary>The arguments make no sense.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user.</summary>
    public const int Cancelled = 130;
}

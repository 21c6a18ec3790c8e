namespace Lbfgs.Cli;

/// <summary>Where the program learns.</summary>
internal enum RunKind
{
    Actors,
    Serial,
    Compare,
}

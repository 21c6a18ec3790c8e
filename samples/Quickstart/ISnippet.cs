namespace Quickstart;

/// <summary>A piece of documentation that runs.</summary>
internal interface ISnippet
{
    string Title { get; }

    /// <summary>The lines that run, as they stand in the source.</summary>
    IReadOnlyList<string> Code { get; }

    /// <summary>Runs the code and says what came out.</summary>
    Task<string> RunAndDescribeAsync();
}

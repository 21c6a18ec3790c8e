using System.Runtime.CompilerServices;

namespace Quickstart;

/// <summary>A snippet with a typed result.</summary>
/// <param name="title">What it shows.</param>
/// <param name="run">The code.</param>
/// <param name="describe">The result in words; its <c>ToString</c> where null.</param>
/// <param name="code">The text of <paramref name="run"/>, which the compiler gives: what is printed is what ran.</param>
internal sealed class Snippet<T>(
    string title,
    Func<Task<T>> run,
    Func<T, string>? describe = null,
    [CallerArgumentExpression(nameof(run))] string code = "") : ISnippet
{
    public string Title => title;

    public IReadOnlyList<string> Code { get; } = SourceText.BodyOf(code);

    public Task<T> RunAsync() => run();

    public async Task<string> RunAndDescribeAsync()
    {
        var result = await run();
        return describe?.Invoke(result) ?? $"{result}";
    }
}

using Samples.Common;
using WordCount.Cli;

namespace WordCount;

internal static class Program
{
    public static Task<int> Main(string[] args) => new CommandLine(Terminal.Out, Terminal.Error).RunAsync(args);
}

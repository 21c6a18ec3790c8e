using Microbenchmark.Cli;
using Samples.Common;

namespace Microbenchmark;

internal static class Program
{
    public static Task<int> Main(string[] args) => new CommandLine(Terminal.Out, Terminal.Error).RunAsync(args);
}

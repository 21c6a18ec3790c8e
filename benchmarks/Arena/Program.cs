using ArenaBenchmark.Cli;
using Samples.Common;

namespace ArenaBenchmark;

internal static class Program
{
    public static Task<int> Main(string[] args) => new CommandLine(Terminal.Out, Terminal.Error).RunAsync(args);
}

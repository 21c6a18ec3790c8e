using Lbfgs.Cli;
using Samples.Common;

namespace Lbfgs;

internal static class Program
{
    public static Task<int> Main(string[] args) => new CommandLine(Terminal.Out, Terminal.Error).RunAsync(args);
}

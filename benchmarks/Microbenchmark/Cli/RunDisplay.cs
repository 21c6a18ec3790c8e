using Microbenchmark.Measuring;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>Says what is being measured: in one changing line on a terminal, else in a line of the error output for each row.</summary>
internal static class RunDisplay
{
    public static async Task<IReadOnlyList<RowResult>> ShowAsync(IAnsiConsole output, IAnsiConsole error, Func<IRunProgress, Task<IReadOnlyList<RowResult>>> run)
    {
        if (!output.Profile.Capabilities.Interactive)
        {
            return await run(new LineProgress(error));
        }

        IReadOnlyList<RowResult> results = [];
        await output.Status().StartAsync("starting", async context => results = await run(new StatusProgress(context)));
        return results;
    }
}

using System.CommandLine;
using ArenaBenchmark.Fragmentation;
using ArenaBenchmark.Speed;
using Spectre.Console;

namespace ArenaBenchmark.Cli;

/// <summary>The program: reads the arguments, measures and prints.</summary>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error)
{
    private const int Failed = 1;
    private const int Usage = 2;

    public Task<int> RunAsync(string[] args)
    {
        var rounds = new Option<int>("--rounds") { Description = "Measured rounds of each row; the median counts.", HelpName = "N", DefaultValueFactory = static _ => 5 };
        var gigabytes = new Option<double>("--gigabytes") { Description = "Bytes of the largest object that is copied, in GB.", HelpName = "GB", DefaultValueFactory = static _ => 0.8 };
        var speed = new Command("speed", "Allocates, frees and writes.") { rounds, gigabytes };
        speed.SetAction(parsed => Measure(parsed.GetValue(rounds), parsed.GetValue(gigabytes)));

        var svg = new Option<string?>("--svg") { Description = "Draws the table into this file as well.", HelpName = "FILE" };
        var seeds = new Option<int>("--seeds") { Description = "How often each mix is run, with other random numbers.", HelpName = "N", DefaultValueFactory = static _ => 5 };
        var fragmentation = new Command("fragmentation", "Fills arenas with mixes of objects that come and go, until one finds no room.") { svg, seeds };
        fragmentation.SetAction(parsed => Fill(parsed.GetValue(seeds), parsed.GetValue(svg)));

        return new RootCommand("The object store's shared memory: how fast it is, and how well it is filled.") { speed, fragmentation }.Parse(args).InvokeAsync();
    }

    private int Measure(int rounds, double gigabytes)
    {
        if (rounds < 1 || gigabytes is not (>= 0.01 and <= 2))
        {
            error.MarkupLine("[red]--rounds is 1 or more, and --gigabytes is from 0.01 to 2.[/]");
            return Usage;
        }

        var report = new Report(output);
        report.WriteMachine();
        report.Write(AllocationRows.Measure(rounds));
        report.Write(CopyRows.Measure(rounds, (int)(gigabytes * 1e9)));
        return 0;
    }

    private int Fill(int seeds, string? picture)
    {
        if (seeds < 1)
        {
            error.MarkupLine("[red]--seeds is 1 or more.[/]");
            return Usage;
        }

        var results = Mix.All.Select(mix => Trial.Run(mix, seeds)).ToList();
        new Report(output).Write(results);
        try
        {
            if (picture is not null)
            {
                File.WriteAllText(picture, FragmentationPlot.Draw(results));
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.MarkupLineInterpolated($"[red]'{picture}' cannot be written: {exception.Message}[/]");
            return Failed;
        }
    }
}

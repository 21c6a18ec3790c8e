using System.CommandLine;
using System.Globalization;
using OrleansBenchmark.Hosts;
using OrleansBenchmark.Measuring;
using Spectre.Console;

namespace OrleansBenchmark.Cli;

/// <summary>The program: reads the arguments, measures the groups of rows and prints them.</summary>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error)
{
    private static readonly (string Name, Func<RunSettings, IAsyncEnumerable<Row>> Measure)[] Groups =
    [
        ("in-silo", CallRows.InSiloAsync),
        ("client", CallRows.ClientToSiloAsync),
        ("silo-to-silo", CallRows.SiloToSiloAsync),
        ("process", CallRows.SiloToProcessAsync),
        ("activations", ActivationRows.NewAsync),
        ("start", StartRows.ColdAsync),
    ];

    private readonly Option<string[]> _groups = new("--groups")
    {
        Description = $"Measure only these groups: {string.Join(", ", Groups.Select(static group => group.Name))}.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<int> _activations = new("--activations") { Description = "Measure the memory of so many idle activations, and nothing else.", HelpName = "N" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Measured rounds of each row.", HelpName = "N", DefaultValueFactory = static _ => 5 };
    private readonly Option<double> _seconds = new("--seconds") { Description = "Seconds that a round lasts.", HelpName = "S", DefaultValueFactory = static _ => 1 };
    private readonly Option<double> _warmUp = new("--warm-up") { Description = "Seconds before the first round.", HelpName = "S", DefaultValueFactory = static _ => 2 };

    public Task<int> RunAsync(string[] args)
    {
        var silo = new Command("silo", "A silo until the input ends: what the rows between processes call.") { Hidden = true };
        Argument<int>[] ports = [new("silo"), new("gateway"), new("primary")];
        Array.ForEach(ports, silo.Add);
        silo.SetAction((parsed, _) => RunSiloAsync(new Ports(parsed.GetValue(ports[0]), parsed.GetValue(ports[1])), parsed.GetValue(ports[2])));
        var start = new Command("start", "Starts one silo and prints how many milliseconds that took.") { Hidden = true };
        start.SetAction(async (_, _) => Console.WriteLine((await StartRows.MeasureOnceAsync()).ToString(CultureInfo.InvariantCulture)));
        var command = new RootCommand("What calls, activations and silos cost.") { _groups, _activations, _rounds, _seconds, _warmUp, silo, start };
        command.SetAction(MeasureAsync);
        return command.Parse(args).InvokeAsync();
    }

    private static async Task RunSiloAsync(Ports ports, int primaryPort)
    {
        await using var silo = await Silo.StartAsync(ports, primaryPort);
        Console.WriteLine(silo.Address.ToParsableString());
        await Console.In.ReadToEndAsync();
    }

    private async Task<int> MeasureAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = new RunSettings(
            arguments.GetValue(_rounds), TimeSpan.FromSeconds(arguments.GetValue(_seconds)), TimeSpan.FromSeconds(arguments.GetValue(_warmUp)));
        var names = arguments.GetValue(_groups)!;
        if (names.FirstOrDefault(static name => Groups.All(group => group.Name != name)) is { } unknown)
        {
            error.MarkupLineInterpolated($"[red]There is no group '{unknown}'. Try --help.[/]");
            return 2;
        }

        var report = new Report(output);
        report.WriteMachine();
        var rows = new List<Row>();
        if (arguments.GetValue(_activations) is var count and > 0)
        {
            await CollectAsync(ActivationRows.IdleAsync(count), rows, cancellationToken);
        }
        else
        {
            foreach (var (_, measure) in Groups.Where(group => names.Length == 0 || names.Contains(group.Name)))
            {
                await CollectAsync(measure(settings), rows, cancellationToken);
            }
        }

        report.Write(rows);
        return 0;
    }

    private async Task CollectAsync(IAsyncEnumerable<Row> measured, List<Row> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in measured.WithCancellation(cancellationToken))
        {
            error.WriteLine($"{row.Name}: {Formats.Number(row.Median)} {row.Unit}");
            rows.Add(row);
        }
    }
}

using Spectre.Console;

namespace Samples.Common;

/// <summary>Where the samples print: in colour on a terminal, as plain text into a file or a pipe.</summary>
internal static class Terminal
{
    private const int PlainWidth = 160;

    public static IAnsiConsole Out { get; } = Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console;

    public static IAnsiConsole Error { get; } = Console.IsErrorRedirected ? Plain(Console.Error) : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    // Said outright: with TERM set, Spectre.Console would write escape sequences into a pipe too.
    public static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}

using Spectre.Console;

namespace Orleans.Ray.Samples.Tests;

/// <summary>A console whose text can be read, as it is written into a file.</summary>
internal sealed class PlainConsole
{
    private readonly StringWriter _writer = new();

    public PlainConsole()
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_writer) });
        Console.Profile.Width = 200;
    }

    public IAnsiConsole Console { get; }

    public string Text => _writer.ToString();
}

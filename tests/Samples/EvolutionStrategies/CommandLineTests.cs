using global::EvolutionStrategies.Cli;

namespace Orleans.Ray.Samples.Tests.EvolutionStrategies;

public sealed class CommandLineTests
{
    private readonly PlainConsole _output = new();
    private readonly PlainConsole _error = new();

    [Fact]
    public async Task A_run_prints_its_generations_and_the_memory_before_and_after()
    {
        Assert.Equal(0, await RunAsync("--noise", "100000", "--directions", "10", "--generations", "2"));
        Assert.Contains("│          2 │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("at the start │       0 │       0.0 │       - │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("noise made │       1 │       0.4 │       0 │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("20 actors, 2 generations │       1 │       0.4 │      20 │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("the noise takes 0.4 MB; 20 copies of it would take 8 MB", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _output.Text);
        Assert.Empty(_error.Text);
    }

    [Theory]
    [InlineData("--noise", "96")]
    [InlineData("--noise", "1000000001")]
    [InlineData("--noise", "loud")]
    [InlineData("--actors", "0")]
    [InlineData("--actors", "1025")]
    [InlineData("--directions", "0")]
    [InlineData("--generations", "-1")]
    [InlineData("--seed", "1.5")]
    [InlineData("--no-such-option", "1")]
    public async Task Arguments_that_make_no_sense_are_refused(string option, string value)
    {
        Assert.Equal(2, await RunAsync(option, value));
        Assert.Contains(option, _error.Text, StringComparison.Ordinal);
        Assert.Empty(_output.Text);
    }

    private Task<int> RunAsync(params string[] args) => new CommandLine(_output.Console, _error.Console).RunAsync(args);
}

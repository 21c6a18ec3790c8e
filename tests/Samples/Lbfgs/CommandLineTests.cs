using global::Lbfgs.Cli;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class CommandLineTests
{
    private readonly PlainConsole _output = new();
    private readonly PlainConsole _error = new();

    [Fact]
    public async Task A_run_prints_its_iterations_and_what_lies_in_the_store()
    {
        Assert.Equal(0, await RunAsync("--images", "200", "--batches", "2", "--iterations", "3"));
        Assert.Contains("│         3 │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("2 actors: 3 iterations", _output.Text, StringComparison.Ordinal);
        Assert.Contains("2 objects, 1.3 MB, put once", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("one thread", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _output.Text);
        Assert.Empty(_error.Text);
    }

    [Fact]
    public async Task A_serial_run_needs_no_actors()
    {
        Assert.Equal(0, await RunAsync("--images", "100", "--iterations", "2", "--serial"));
        Assert.Contains("│         2 │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("one thread: 2 iterations", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("actor", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_prints_that_both_runs_agree()
    {
        Assert.Equal(0, await RunAsync("--images", "100", "--batches", "3", "--iterations", "2", "--compare"));
        Assert.Contains("one thread: 2 iterations", _output.Text, StringComparison.Ordinal);
        Assert.Contains("3 actors: 2 iterations", _output.Text, StringComparison.Ordinal);
        Assert.Contains("agree to the last bit: 3 losses, 7,850 parameters", _output.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--images", "0")]
    [InlineData("--images", "250001")]
    [InlineData("--images", "many")]
    [InlineData("--batches", "0")]
    [InlineData("--batches", "1025")]
    [InlineData("--iterations", "0")]
    [InlineData("--seed", "x")]
    [InlineData("--no-such-option", "1")]
    [InlineData("--batches is 7", "--images", "5", "--batches", "7")]
    [InlineData("exclude each other", "--serial", "--compare")]
    public async Task Arguments_that_make_no_sense_are_refused(string reason, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args.Length == 1 ? [reason, .. args] : args));
        Assert.Contains(reason, _error.Text, StringComparison.Ordinal);
        Assert.Empty(_output.Text);
    }

    private Task<int> RunAsync(params string[] args) => new CommandLine(_output.Console, _error.Console).RunAsync(args);
}

namespace Orleans.Ray.Tests.Races;

/// <summary>What is said about a long chain of tasks stays short, and costs no stack.</summary>
public sealed class LongChainTests
{
    [Fact]
    public async Task The_end_of_a_long_chain_explains_itself_in_a_bounded_text()
    {
        const int Length = 50_000;
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var last = Gated.Remote.Later(gate.Id);
        for (var i = 0; i < Length; i++)
        {
            last = Sums.Remote.Increment(last);
        }

        Assert.InRange((await last.ExplainAsync()).Length, 10, 2000);
        var timeout = await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(last, TimeSpan.FromMilliseconds(10)));
        Assert.InRange(timeout.Message.Length, 10, 3000);
        gate.Open();

        Assert.Equal(Length, await last.Soon());
    }

    [Fact]
    public async Task A_failure_that_travels_far_keeps_the_first_and_the_last_sixteen_names()
    {
        const int Length = 2000;
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var last = Gated.Remote.FailLater(gate.Id, "far away");
        for (var i = 1; i <= Length; i++)
        {
            last = Sums.Remote.Increment(last, 1, new TaskOptions { Name = $"link {i}" });
        }

        gate.Open();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => last.Soon());
        Assert.Equal("far away", failure.Message);
        var first = Enumerable.Range(1, 15).Select(static i => $"link {i}").Prepend("Gated.FailLater");
        var final = Enumerable.Range(Length - 15, 16).Select(static i => $"link {i}");
        Assert.Equal([.. first, .. final], failure.RayFailure()!.Chain);
    }
}

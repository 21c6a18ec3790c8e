namespace Orleans.Ray.Tests.Errors;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task A_get_that_is_too_late_says_what_the_task_was_doing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        var dependent = Sums.Remote.Increment(running);

        Assert.Contains("Gated.Pass", (await LateAsync(running)).WaitReason, StringComparison.Ordinal);
        Assert.Contains("CPU", (await LateAsync(queued)).WaitReason, StringComparison.Ordinal);
        var reason = (await LateAsync(dependent)).WaitReason;
        Assert.Contains("argument", reason, StringComparison.Ordinal);
        Assert.Contains("Gated.Pass", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_holds_the_reason_and_the_time()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        foreach (var late in new[]
        {
            await LateAsync(running),
            Assert.Throws<GetTimeoutException>(() => Ray.Get(running, Short)),
            await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync([Ray.Put(1), running], Short)),
            Assert.Throws<GetTimeoutException>(() => Ray.Get([Ray.Put(1), running], Short)),
        })
        {
            Assert.Contains(late.WaitReason, late.Message, StringComparison.Ordinal);
            Assert.Matches("0[.]03|30 ms", late.Message);
            Assert.IsAssignableFrom<RayException>(late);
        }
    }

    [Fact]
    public async Task A_get_of_several_names_the_one_that_is_missing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var missing = Gated.Remote.Later(gate.Id);
        var references = Enumerable.Range(0, 5).Select(i => Ray.Put(i)).Append(missing).ToArray();

        var late = await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(references, Short));

        Assert.Contains("Gated.Later", late.WaitReason, StringComparison.Ordinal);
    }

    private static Task<GetTimeoutException> LateAsync(ObjectRef<int> reference) =>
        Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(reference, Short));
}

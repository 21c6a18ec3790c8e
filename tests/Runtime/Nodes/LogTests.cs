using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Nodes;

public sealed class LogTests
{
    [Fact]
    public void What_a_logging_provider_throws_ends_no_thread_of_the_node()
    {
        var broken = new BrokenLog();
        var log = new RayLog(broken);

        log.LargeCapture("train", 12);
        log.CancellationCallbackFailed(new InvalidOperationException("mine"), "train");

        Assert.Equal(2, broken.Calls);
    }
}

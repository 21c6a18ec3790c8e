using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Calls;

public sealed class PendingCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_call_that_ended_while_it_was_being_registered_does_not_stay_with_the_token()
    {
        var sent = 0;
        using var calls = new PendingCalls(TimeProvider.System, new SiloMessagingOptions(), _ => sent++);
        using var token = new CancellationTokenSource();
        var call = Add(calls);
        call.Fail(new TimeoutException());

        call.CancelWith(token.Token);
        token.Cancel();

        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task A_response_does_not_wait_for_a_cancellation_that_is_being_sent()
    {
        using var isSending = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var calls = new PendingCalls(TimeProvider.System, new SiloMessagingOptions { WaitForCancellationAcknowledgement = true }, _ =>
        {
            isSending.Set();
            release.Wait();
        });
        using var token = new CancellationTokenSource();
        var call = Add(calls);
        call.CancelWith(token.Token);
        var cancelling = Task.Run(token.Cancel);
        Assert.True(isSending.Wait(Patience));

        var ending = Task.Run(() => call.Fail(new TimeoutException()));
        try
        {
            await ending.WaitAsync(Patience);
        }
        finally
        {
            release.Set();
        }

        await cancelling.WaitAsync(Patience);
        await Assert.ThrowsAsync<TimeoutException>(() => call.Task);
    }

    private static PendingCall<int> Add(PendingCalls calls)
    {
        var call = new PendingCall<int>(calls, new Message { Id = 1 });
        calls.Add(call, Timeout.InfiniteTimeSpan);
        return call;
    }
}

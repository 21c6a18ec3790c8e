using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Orleans.TestingHost.Utils;

/// <summary>Waiting for what nothing announces.</summary>
public static class TestingUtils
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    /// <summary>Asks until the answer is yes. When time is up it asks a last time, so that the predicate can say what is wrong.</summary>
    /// <param name="predicate">Its argument is true for the last try.</param>
    /// <param name="timeout">How long to ask.</param>
    /// <param name="delayOnFail">Between two tries; a second if left out.</param>
    public static async Task WaitUntilAsync(Func<bool, Task<bool>> predicate, TimeSpan timeout, TimeSpan? delayOnFail = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (!await AskUntilAsync(_ => predicate(false), timeout, delayOnFail, CancellationToken.None))
        {
            await predicate(true);
        }
    }

    /// <inheritdoc cref="WaitUntilAsync(Func{bool, Task{bool}}, TimeSpan, TimeSpan?)"/>
    /// <exception cref="TimeoutException">The last answer was no.</exception>
    public static async Task WaitUntilAsync(
        Func<bool, CancellationToken, Task<bool>> predicate,
        TimeSpan timeout,
        TimeSpan? delayOnFail = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(predicate))] string? predicateExpression = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (!await AskUntilAsync(token => predicate(false, token), timeout, delayOnFail, cancellationToken) && !await predicate(true, cancellationToken))
        {
            throw new TimeoutException($"This did not become true within {timeout}: {predicateExpression}");
        }
    }

    /// <returns>Whether the predicate became true in time.</returns>
    public static Task<bool> WaitUntilSucceededAsync(
        Func<CancellationToken, Task<bool>> predicate, TimeSpan timeout, TimeSpan? delayOnFail = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return AskUntilAsync(predicate, timeout, delayOnFail, cancellationToken);
    }

    private static async Task<bool> AskUntilAsync(Func<CancellationToken, Task<bool>> ask, TimeSpan timeout, TimeSpan? delayOnFail, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ask(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) >= timeout)
            {
                return false;
            }

            await Task.Delay(delayOnFail ?? DefaultDelay, cancellationToken);
        }

        return true;
    }
}

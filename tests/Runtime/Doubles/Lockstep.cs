namespace Orleans.Ray.Tests.Doubles;

/// <summary>Two threads that do something at the same moment, again and again.</summary>
internal static class Lockstep
{
    public static void Run(int rounds, Action<int> one, Action<int> other)
    {
        var arrived = 0;
        Exception? failure = null;
        var thread = new Thread(() => Go(other));
        thread.Start();
        Go(one);
        thread.Join();
        Assert.Null(failure);

        void Go(Action<int> act)
        {
            for (var round = 0; round < rounds && Volatile.Read(ref failure) is null; round++)
            {
                var spin = default(SpinWait);

                // Never asleep: the moment would be missed, and rounds are many.
                Interlocked.Increment(ref arrived);
                while (Volatile.Read(ref arrived) < 2 * (round + 1) && Volatile.Read(ref failure) is null)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }

                try
                {
                    act(round);
                }
                catch (Exception exception)
                {
                    Volatile.Write(ref failure, exception);
                }
            }
        }
    }
}

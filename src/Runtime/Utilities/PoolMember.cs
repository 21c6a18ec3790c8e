namespace Orleans.Ray.Utilities;

/// <summary>One actor of a pool. The pool's lock guards it.</summary>
internal sealed class PoolMember<T>(T actor)
    where T : ActorHandle
{
    public T Actor => actor;

    /// <summary>The call that it was given last and may still run.</summary>
    public Submission<T>? Current { get; set; }

    /// <summary>Calls that it was given and whose results nobody has fetched.</summary>
    public int Unfetched { get; set; }

    /// <summary>Whether it can be given another call.</summary>
    public bool IsReady => Current is not { HasEnded: false };

    public bool IsIdle => Unfetched == 0;
}

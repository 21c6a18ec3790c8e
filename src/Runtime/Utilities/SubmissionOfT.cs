namespace Orleans.Ray.Utilities;

/// <summary>A submission with its argument and its result.</summary>
internal sealed class Submission<T, TValue, TResult>(ActorPool<T> pool, long index, Func<T, TValue, ObjectRef<TResult>> call, TValue value) : Submission<T>(pool, index), ISubmission<TResult>
    where T : ActorHandle
{
    private ObjectRef<TResult>? _result;

    public override Type ResultType => typeof(TResult);

    protected override ObjectRef? Result => Volatile.Read(ref _result);

    /// <summary>The value, or the error in its place; the submission must have ended.</summary>
    public ValueTask<TResult> ReadAsync()
    {
        Refusal?.Throw();
        return Ray.GetAsync(_result!);
    }

    protected override void Call(T actor) => Volatile.Write(
        ref _result,
        call(actor, value) ?? throw new InvalidOperationException("The call that was given to the pool returned null instead of an ObjectRef."));
}

namespace Orleans.Runtime;

internal sealed class PendingCall<T>(PendingCalls owner, Message message) : PendingCall(owner, message)
{
    // A reference type's run-time type may be mutable whatever T says, so only T itself can rule a copy out.
    private static readonly bool IsShared = ArgumentCopier.IsShared(typeof(T));

    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public override void Complete(Response response, DeepCopier copier)
    {
        if (IsFinished)
        {
            return;
        }

        T result;
        try
        {
            if (response.Exception is { } exception)
            {
                Fail(exception);
                return;
            }

            result = ReferenceEquals(response, Response.Completed) ? default! : response.GetResult<T>();
            if (!IsShared && result is not null && Message.Request?.Shape is not { IsResultImmutable: true })
            {
                result = copier.Copy(result);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        if (TryFinish())
        {
            _source.SetResult(result);
        }
    }

    public override void Complete(ReadOnlyMemory<byte> body, MessageBodyCodec codec)
    {
        T result;
        try
        {
            if (codec.ReadException(body) is { } exception)
            {
                Fail(exception);
                return;
            }

            result = codec.ReadResult<T>(body);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        if (TryFinish())
        {
            _source.SetResult(result);
        }
    }

    protected override void SetException(Exception exception) => _source.SetException(exception);

    protected override void SetCanceled(CancellationToken token) => _source.SetCanceled(token);
}

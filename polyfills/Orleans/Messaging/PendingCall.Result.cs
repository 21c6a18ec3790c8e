namespace Orleans.Runtime;

/// <remarks>
/// A caller within a grain's turn goes on in its activation's scheduler. Any other one goes on where <see cref="LoneWork"/>
/// runs it, never within whatever happened to finish the call. Where several wait for the one task, they go on one after the
/// other, as they do for the task of any async method.
/// </remarks>
internal sealed class PendingCall<T>(PendingCalls owner, Message message) : PendingCall(owner, message), IThreadPoolWorkItem
{
    // A reference type's run-time type may be mutable whatever T says, so only T itself can rule a copy out.
    private static readonly bool IsShared = ArgumentCopier.IsShared(typeof(T));

    private readonly TaskCompletionSource<T> _source = new(RuntimeContext.Current is null ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private object? _failure;

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
            _result = result;
            Publish();
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
            _result = result;
            Publish();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        switch (_failure)
        {
            case null:
                _source.SetResult(_result!);
                break;
            case Exception exception:
                _source.SetException(exception);
                break;
            case CancellationToken token:
                _source.SetCanceled(token);
                break;
        }
    }

    protected override void SetException(Exception exception)
    {
        _failure = exception;
        Publish();
    }

    protected override void SetCanceled(CancellationToken token)
    {
        _failure = token;
        Publish();
    }

    private void Publish()
    {
        if ((_source.Task.CreationOptions & TaskCreationOptions.RunContinuationsAsynchronously) != 0)
        {
            ((IThreadPoolWorkItem)this).Execute();
        }
        else
        {
            LoneWork.Queue(this);
        }
    }
}

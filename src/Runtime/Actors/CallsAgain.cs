using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Actors;

/// <summary>
/// The calls of a queue that come before all others: those that run again, in the order in which they had first started, and then those that
/// waited when their actor crashed.
/// </summary>
internal sealed class CallsAgain
{
    private readonly LinkedList<IActorCall> _calls = [];
    private volatile int _count;

    public int Count => _count;

    public IActorCall[] Snapshot()
    {
        lock (_calls)
        {
            return [.. _calls];
        }
    }

    public void Add(IActorCall call)
    {
        lock (_calls)
        {
            if (call.Managed is { StartOrder: > 0 and var order } && FindFirstAfter(order) is { } next)
            {
                _calls.AddBefore(next, call);
            }
            else
            {
                _calls.AddLast(call);
            }

            _count = _calls.Count;
        }
    }

    public bool TryTake([NotNullWhen(true)] out IActorCall? call)
    {
        call = null;
        if (_count == 0)
        {
            return false;
        }

        lock (_calls)
        {
            if (_calls.First is not { } first)
            {
                return false;
            }

            _calls.RemoveFirst();
            _count = _calls.Count;
            call = first.Value;
            return true;
        }
    }

    private LinkedListNode<IActorCall>? FindFirstAfter(long order)
    {
        var node = _calls.First;
        while (node?.Value.Managed is { StartOrder: > 0 and var other } && other < order)
        {
            node = node.Next;
        }

        return node;
    }
}

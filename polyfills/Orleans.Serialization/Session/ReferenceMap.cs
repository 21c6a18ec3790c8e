using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Session;

/// <summary>
/// Values by object identity. A handful of entries is searched in order, which costs no hash code; more get an
/// index. Nothing is removed but everything at once.
/// </summary>
internal sealed class ReferenceMap<TValue>
{
    private const int LinearLimit = 8;
    private const int RetainedCapacity = 1024;

    private object?[] _keys = new object?[LinearLimit];
    private TValue[] _values = new TValue[LinearLimit];
    private int[] _slots = [];
    private int _count;

    public bool TryGet(object key, out TValue value)
    {
        var index = _count <= LinearLimit ? FindLinear(key) : _slots[FindSlot(key)] - 1;
        if (index < 0)
        {
            value = default!;
            return false;
        }

        value = _values[index];
        return true;
    }

    /// <summary>False, with the value already there, if the key is known.</summary>
    public bool TryAdd(object key, TValue value, out TValue existing)
    {
        if (TryGet(key, out existing))
        {
            return false;
        }

        Add(key, value);
        existing = value;
        return true;
    }

    public void Set(object key, TValue value)
    {
        var index = _count <= LinearLimit ? FindLinear(key) : _slots[FindSlot(key)] - 1;
        if (index < 0)
        {
            Add(key, value);
        }
        else
        {
            _values[index] = value;
        }
    }

    public void Clear()
    {
        if (_count == 0)
        {
            return;
        }

        if (_keys.Length > RetainedCapacity)
        {
            _keys = new object?[LinearLimit];
            _values = new TValue[LinearLimit];
            _slots = [];
        }
        else
        {
            Array.Clear(_keys, 0, _count);
            Array.Clear(_values, 0, _count);
            if (_count > LinearLimit)
            {
                Array.Clear(_slots);
            }
        }

        _count = 0;
    }

    private void Add(object key, TValue value)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }

        _keys[_count] = key;
        _values[_count] = value;
        _count++;
        if (_count <= LinearLimit)
        {
            return;
        }

        if (_slots.Length < _count * 2)
        {
            BuildIndex();
        }
        else if (_count == LinearLimit + 1)
        {
            FillIndex();
        }
        else
        {
            _slots[FindSlot(key)] = _count;
        }
    }

    private void BuildIndex()
    {
        _slots = new int[Math.Max(64, _keys.Length * 4)];
        FillIndex();
    }

    private void FillIndex()
    {
        for (var i = 0; i < _count; i++)
        {
            _slots[FindSlot(_keys[i]!)] = i + 1;
        }
    }

    private int FindLinear(object key)
    {
        var keys = _keys;
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }

    // The slot that holds the key, or the free slot where it belongs. The table is a power of two, at most half full.
    private int FindSlot(object key)
    {
        var mask = _slots.Length - 1;
        var slot = (int)((uint)RuntimeHelpers.GetHashCode(key) * 2654435769u >> 7) & mask;
        while (_slots[slot] is var entry && entry != 0 && !ReferenceEquals(_keys[entry - 1], key))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}

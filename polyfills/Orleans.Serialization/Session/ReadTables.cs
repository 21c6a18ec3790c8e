using System.Text;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Session;

/// <summary>What one input has named so far: objects by reference id, types by order of appearance.</summary>
internal sealed class ReadTables
{
    private const int RetainedCapacity = 1024;

    private (int Id, object Value)[] _objects = [];
    private int _objectCount;
    private TypeEntry[] _types = [];
    private int _typeCount;

    public int NextId { get; set; }

    public int CurrentId { get; set; }

    /// <summary>Equals the number of types seen, except while skipped input is read a second time.</summary>
    public int TypeCursor { get; set; }

    /// <summary>Whether a part of the input that was skipped is being read after all.</summary>
    public bool IsRereading { get; set; }

    // Ids come almost in order, so that keeping them sorted is appending.
    public void Record(int id, object value)
    {
        var index = IndexOf(id);
        if (index >= 0)
        {
            _objects[index].Value = value;
            return;
        }

        if (_objectCount == _objects.Length)
        {
            Array.Resize(ref _objects, Math.Max(8, _objectCount * 2));
        }

        index = ~index;
        if (index < _objectCount)
        {
            Array.Copy(_objects, index, _objects, index + 1, _objectCount - index);
        }

        _objects[index] = (id, value);
        _objectCount++;
    }

    public object? Find(int id)
    {
        var index = IndexOf(id);
        return index < 0 ? null : _objects[index].Value;
    }

    public int NextType(TypeNames names, ReadOnlySpan<byte> name)
    {
        if (TypeCursor == _typeCount)
        {
            if (_typeCount == _types.Length)
            {
                Array.Resize(ref _types, Math.Max(4, _typeCount * 2));
            }

            _types[_typeCount++] = names.FindDecoded(name) is { } type ? new TypeEntry { Type = type } : new TypeEntry { Name = Encoding.UTF8.GetString(name) };
        }

        return TypeCursor++;
    }

    public ref TypeEntry TypeAt(int index) => ref _types[index];

    public void ResetObjects()
    {
        if (_objects.Length > RetainedCapacity)
        {
            _objects = [];
        }
        else
        {
            Array.Clear(_objects, 0, _objectCount);
        }

        _objectCount = 0;
        NextId = CurrentId = 0;
        IsRereading = false;
    }

    public void Reset()
    {
        ResetObjects();
        Array.Clear(_types, 0, _typeCount);
        _typeCount = TypeCursor = 0;
    }

    private int IndexOf(int id)
    {
        if (_objectCount == 0 || _objects[_objectCount - 1].Id < id)
        {
            return ~_objectCount;
        }

        int low = 0, high = _objectCount - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var candidate = _objects[middle].Id;
            if (candidate == id)
            {
                return middle;
            }

            if (candidate < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}

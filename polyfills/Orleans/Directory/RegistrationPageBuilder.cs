namespace Orleans.Runtime;

/// <summary>
/// Collects the addresses with the lowest hashes. Pages begin and end at hashes, so they can be asked for one after
/// another, or again, of a silo that keeps nothing between them.
/// </summary>
internal sealed class RegistrationPageBuilder(uint fromHash, int size)
{
    private readonly List<GrainAddress> _addresses = [];
    private uint? _nextHash;

    public void Add(GrainAddress address)
    {
        var hash = HashOf(address);
        if (hash < fromHash || hash >= _nextHash)
        {
            return;
        }

        _addresses.Add(address);
        if (_addresses.Count >= 2 * size)
        {
            Cut();
        }
    }

    public RegistrationPage Build()
    {
        if (_addresses.Count > size)
        {
            Cut();
        }

        return new RegistrationPage(_addresses, _nextHash);
    }

    private static uint HashOf(GrainAddress address) => address.GrainId.GetUniformHashCode();

    private void Cut()
    {
        _addresses.Sort(static (left, right) => HashOf(left).CompareTo(HashOf(right)));
        var hash = HashOf(_addresses[size]);
        var end = _addresses.FindIndex(address => HashOf(address) == hash);
        if (end == 0)
        {
            // More of one hash than a page should have: it has them all.
            end = _addresses.FindLastIndex(address => HashOf(address) == hash) + 1;
        }

        if (end < _addresses.Count)
        {
            _nextHash = HashOf(_addresses[end]);
            _addresses.RemoveRange(end, _addresses.Count - end);
        }
    }
}

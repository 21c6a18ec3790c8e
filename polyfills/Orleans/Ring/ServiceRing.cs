namespace Orleans.Runtime;

/// <summary>
/// Which active silo is responsible for which part of the ring, for the grain services. Each silo has several places on
/// it, to even the shares out, and owns what lies between each and the place before. This silo counts from its start on.
/// </summary>
internal sealed class ServiceRing
{
    private const int PlacesPerSilo = 30;

    private readonly Lock _gate = new();
    private readonly MembershipManager _membership;
    private readonly SiloAddress _self;
    private readonly List<Action<IRingRange, IRingRange, bool>> _subscribers = [];
    private Places _places;

    public ServiceRing(MembershipManager membership, LocalSiloDetails silo)
    {
        _membership = membership;
        _self = silo.SiloAddress;
        _places = CurrentPlaces();
        _membership.Subscribe(_ => OnMembershipChange());
        OnMembershipChange();
    }

    public SiloAddress OwnerOf(uint key) => Volatile.Read(ref _places).OwnerOf(key);

    /// <summary>Returns this silo's range as it is; changes follow, one at a time and none left out.</summary>
    public IRingRange Subscribe(Action<IRingRange, IRingRange, bool> onChange)
    {
        lock (_gate)
        {
            _subscribers.Add(onChange);
            return _places.RangeOf(_self);
        }
    }

    private Places CurrentPlaces()
    {
        var active = _membership.Snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress);
        return new Places([.. active.Append(_self).Distinct()]);
    }

    private void OnMembershipChange()
    {
        lock (_gate)
        {
            var old = _places;
            var current = CurrentPlaces();
            if (current.Silos.ToHashSet().SetEquals(old.Silos))
            {
                return;
            }

            Volatile.Write(ref _places, current);
            var (oldRange, newRange) = (old.RangeOf(_self), current.RangeOf(_self));
            foreach (var subscriber in _subscribers)
            {
                subscriber(oldRange, newRange, SizeOf(newRange) > SizeOf(oldRange));
            }
        }
    }

    private static long SizeOf(IRingRange range) =>
        RangeFactory.GetSubRanges(range).Sum(static part => part.Begin == part.End ? RangeFactory.RING_SIZE : unchecked(part.End - part.Begin));

    private sealed class Places
    {
        private readonly uint[] _ends;
        private readonly SiloAddress[] _owners;

        public Places(SiloAddress[] silos)
        {
            Silos = silos;
            var places = new SortedDictionary<uint, SiloAddress>();
            foreach (var silo in silos)
            {
                foreach (var place in silo.GetUniformHashCodes(PlacesPerSilo))
                {
                    // Where two silos meet, all silos must choose the same one.
                    if (!places.TryGetValue(place, out var other) || silo.CompareTo(other) < 0)
                    {
                        places[place] = silo;
                    }
                }
            }

            _ends = [.. places.Keys];
            _owners = [.. places.Values];
        }

        public SiloAddress[] Silos { get; }

        public SiloAddress OwnerOf(uint key)
        {
            var index = Array.BinarySearch(_ends, key);
            index = index < 0 ? ~index : index;
            return _owners[index == _owners.Length ? 0 : index];
        }

        public IRingRange RangeOf(SiloAddress silo)
        {
            if (Silos.Length == 1)
            {
                return RangeFactory.CreateFullRange();
            }

            var ranges = new List<IRingRange>();
            for (var i = 0; i < _owners.Length; i++)
            {
                if (_owners[i].Equals(silo))
                {
                    ranges.Add(RangeFactory.CreateRange(_ends[i == 0 ? ^1 : i - 1], _ends[i]));
                }
            }

            return RangeFactory.CreateRange(ranges);
        }
    }
}

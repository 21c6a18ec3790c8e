namespace Orleans.Runtime;

/// <summary>Which active silo owns which grain ids: the one whose place comes next on the ring after the id's hash.</summary>
internal sealed class DirectoryRing
{
    private readonly uint[] _places;
    private readonly SiloAddress[] _owners;

    /// <param name="silos">Sorted, so that two rings of the same silos can be compared.</param>
    /// <param name="placesPerSilo">One gives uneven ranges; many even them out.</param>
    public DirectoryRing(SiloAddress[] silos, int placesPerSilo)
    {
        Silos = silos;
        _places = new uint[silos.Length * placesPerSilo];
        _owners = new SiloAddress[_places.Length];
        var next = 0;
        foreach (var silo in silos)
        {
            foreach (var place in silo.GetUniformHashCodes(placesPerSilo))
            {
                _places[next] = place;
                _owners[next++] = silo;
            }
        }

        Array.Sort(_places, _owners);
    }

    public SiloAddress[] Silos { get; }

    public bool Contains(SiloAddress silo) => Array.IndexOf(Silos, silo) >= 0;

    public SiloAddress? OwnerOf(GrainId grainId)
    {
        if (Silos.Length <= 1)
        {
            return Silos.Length == 0 ? null : Silos[0];
        }

        var index = Array.BinarySearch(_places, grainId.GetUniformHashCode());
        if (index < 0)
        {
            index = ~index;
        }

        return _owners[index == _owners.Length ? 0 : index];
    }

    public bool IsOwner(SiloAddress silo, GrainId grainId) => silo.Equals(OwnerOf(grainId));
}

namespace Orleans.Runtime;

/// <summary>Which active silo owns which grain ids. Each silo has several places on the ring, to even the shares out.</summary>
internal sealed class DirectoryRing
{
    private const int PlacesPerSilo = 30;

    private readonly uint[] _places;
    private readonly SiloAddress[] _owners;

    public DirectoryRing(MembershipVersion version, SiloAddress[] silos)
    {
        Version = version;
        Silos = silos;
        _places = new uint[silos.Length * PlacesPerSilo];
        _owners = new SiloAddress[_places.Length];
        var next = 0;
        foreach (var silo in silos)
        {
            foreach (var place in silo.GetUniformHashCodes(PlacesPerSilo))
            {
                _places[next] = place;
                _owners[next++] = silo;
            }
        }

        Array.Sort(_places, _owners);
    }

    public MembershipVersion Version { get; }

    public SiloAddress[] Silos { get; }

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
}

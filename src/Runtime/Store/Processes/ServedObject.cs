using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Store;

/// <summary>What a connection has of one object: its creation, then a hold, and pins. Belongs to the connection's lock, but for the hold.</summary>
internal sealed class ServedObject(StoreEntry entry)
{
    private StoredObject? _hold;

    public StoreEntry Entry => entry;

    /// <summary>The creation that is not sealed.</summary>
    public StoreWriter? Writer { get; set; }

    public int Pins { get; set; }

    /// <summary>Pins that were asked for and have no answer yet.</summary>
    public int Asked { get; set; }

    /// <summary>Whether the client created it, and has not said that it lets go. The node may have adopted it all the same.</summary>
    public bool IsOwned { get; set; }

    public bool IsGone => !IsOwned && Pins == 0 && Asked == 0;

    /// <summary>Keeps the object, before anybody else can take the hold.</summary>
    public void Hold(StoredObject stored) => Volatile.Write(ref _hold, stored);

    /// <summary>The hold, for one caller only.</summary>
    public bool TryTakeHold([NotNullWhen(true)] out StoredObject? stored) => (stored = Interlocked.Exchange(ref _hold, null)) is not null;
}

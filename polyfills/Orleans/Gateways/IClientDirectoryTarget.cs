namespace Orleans.Runtime;

/// <summary>One silo's part of the client directory, as the other silos call it.</summary>
internal interface IClientDirectoryTarget : ISystemTarget
{
    /// <summary>Tells the called silo which clients the announcing one has.</summary>
    ValueTask Announce(ClientAnnouncement announcement);

    /// <summary>The called silo's clients; null where the caller's version is the latest.</summary>
    ValueTask<ClientAnnouncement?> GetClients(long knownVersion);
}

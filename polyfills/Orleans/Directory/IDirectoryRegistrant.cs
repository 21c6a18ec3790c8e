namespace Orleans.Runtime;

/// <summary>An activation of this silo, as the directory sees it.</summary>
internal interface IDirectoryRegistrant
{
    GrainAddress Address { get; }

    /// <summary>
    /// True from the moment the directory has named this activation the grain's one. Written on the activation's turns
    /// and by the directory, read by both, with the full fences that the protocol's order of steps needs.
    /// </summary>
    bool IsRegistered { get; set; }

    /// <summary>The registration is gone, whatever the activation does: it must end.</summary>
    void OnRegistrationLost(DeactivationReason reason);
}

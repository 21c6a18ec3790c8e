namespace Orleans.Runtime;

/// <summary>
/// Creating: instance, registration, lifecycle and OnActivateAsync are under way; requests wait. Valid: requests run.
/// Deactivating: those that run may end, then OnDeactivateAsync runs; others wait. Gone: waiting requests have been sent
/// on, and what still arrives is sent on too.
/// </summary>
internal enum ActivationState : byte
{
    Creating,
    Valid,
    Deactivating,
    Gone,
}

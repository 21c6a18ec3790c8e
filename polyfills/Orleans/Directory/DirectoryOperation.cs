namespace Orleans.Runtime;

/// <summary>What can be done to an entry: by its owner, under the lock of its stripe, or by asking the owner.</summary>
internal abstract class DirectoryOperation
{
    public static readonly DirectoryOperation Register = new Registering();
    public static readonly DirectoryOperation Lookup = new LookingUp();
    public static readonly DirectoryOperation Unregister = new Unregistering();

    public abstract GrainAddress? ActNeedsLock(DirectoryStripe stripe, DirectoryRequest request);

    public abstract ValueTask<DirectoryReply> Ask(IDirectoryTarget owner, DirectoryRequest request, MembershipVersion version);

    private sealed class Registering : DirectoryOperation
    {
        public override GrainAddress? ActNeedsLock(DirectoryStripe stripe, DirectoryRequest request) =>
            stripe.RegisterNeedsLock(request.Address!, request.Previous);

        public override ValueTask<DirectoryReply> Ask(IDirectoryTarget owner, DirectoryRequest request, MembershipVersion version) =>
            owner.Register(request.Address!, request.Previous, version);
    }

    private sealed class LookingUp : DirectoryOperation
    {
        public override GrainAddress? ActNeedsLock(DirectoryStripe stripe, DirectoryRequest request) => stripe.LookupNeedsLock(request.GrainId);

        public override ValueTask<DirectoryReply> Ask(IDirectoryTarget owner, DirectoryRequest request, MembershipVersion version) =>
            owner.Lookup(request.GrainId, version);
    }

    private sealed class Unregistering : DirectoryOperation
    {
        public override GrainAddress? ActNeedsLock(DirectoryStripe stripe, DirectoryRequest request)
        {
            stripe.UnregisterNeedsLock(request.Address!);
            return null;
        }

        public override ValueTask<DirectoryReply> Ask(IDirectoryTarget owner, DirectoryRequest request, MembershipVersion version) =>
            owner.Unregister(request.Address!, version);
    }
}

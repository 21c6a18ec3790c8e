namespace Orleans.Runtime;

/// <summary>The directory entries that this silo owns, in stripes, so that neither locks nor growth concern all of them.</summary>
internal sealed class DirectoryPartition
{
    private const int StripeCount = 64;

    private readonly DirectoryStripe[] _stripes = new DirectoryStripe[StripeCount];

    public DirectoryPartition(Func<GrainAddress, bool> isDead)
    {
        for (var i = 0; i < StripeCount; i++)
        {
            _stripes[i] = new DirectoryStripe(isDead);
        }
    }

    public IEnumerable<GrainAddress> Entries => _stripes.SelectMany(static stripe => stripe.ToArray());

    public DirectoryStripe StripeOf(GrainId grainId) => _stripes[grainId.GetUniformHashCode() & (StripeCount - 1)];

    public void Remove(Predicate<GrainAddress> condition)
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                stripe.RemoveNeedsLock(condition);
            }
        }
    }
}

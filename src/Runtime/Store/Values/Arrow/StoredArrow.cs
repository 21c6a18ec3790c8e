namespace Orleans.Ray.Store;

/// <summary>One value of Arrow in the store.</summary>
internal sealed class StoredArrow<T>(ArrowPlan<T> plan, StoredObject stored) : StoredValue<T>(stored)
{
    public override bool IsReadInPlace => true;

    public override T Read()
    {
        var hold = Pins.Hold(Object);
        try
        {
            return plan.Read(hold);
        }
        finally
        {
            hold.Release();
        }
    }
}

using Orleans.Ray.Store;

namespace Orleans.Ray.StoreProcess;

internal sealed class SampleValue<T>(Func<long, T> make, Func<T, long, bool> matches, Func<T, nint?> addressIn) : SampleValue
    where T : notnull
{
    public override StoredObject Put(ValueStore values, long number, in StoredObjectInfo info) =>
        (values.TryPut(make(number), info) ?? throw new InvalidOperationException($"A value of {typeof(T)} was not stored.")).Object;

    public override object Read(ValueStore values, ObjectPin pin) => values.Read<T>(pin);

    public override bool Is(object value, long number) => matches((T)value, number);

    public override nint? AddressIn(object value) => addressIn((T)value);
}

namespace Orleans.Ray.Tests.Store.Values;

[RegisterConverter]
internal sealed class NestingConverter : IConverter<Nesting, NestingSurrogate>
{
    public NestingSurrogate ConvertToSurrogate(in Nesting value)
    {
        value.OnWrite();
        return new NestingSurrogate { Nothing = 0 };
    }

    public Nesting ConvertFromSurrogate(in NestingSurrogate surrogate)
    {
        Nesting.OnRead?.Invoke();
        return new Nesting(static () => { });
    }
}

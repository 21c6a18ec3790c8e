namespace Orleans;

/// <summary>Fills in what a foreign base class contributes to an object of a derived type; goes with an <see cref="IConverter{TValue, TSurrogate}"/> for the base class.</summary>
public interface IPopulator<TValue, TSurrogate>
    where TValue : class
    where TSurrogate : struct
{
    void Populate(in TSurrogate surrogate, TValue value);
}

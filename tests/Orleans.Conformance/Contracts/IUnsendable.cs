using Orleans.Conformance.Methods;

namespace Orleans.Conformance.Contracts;

/// <summary>As a grain interface should not be. No grain interface, since every cluster of these tests would have it.</summary>
internal interface IUnsendable
{
    Task<int> Take(string text, Unmarked value, CancellationToken token);

    ValueTask<Unmarked> Give();

    Task Fine(List<int> values, object anything, IUnsendable other);
}

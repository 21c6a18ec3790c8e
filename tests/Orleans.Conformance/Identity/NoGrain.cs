using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

internal sealed class NoGrain : IAddressable;

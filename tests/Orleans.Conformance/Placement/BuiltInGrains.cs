using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public interface IDefaultPlaced : IWhere;

public interface IRandomPlaced : IWhere;

public interface ILocalPlaced : IWhere;

public interface IHashPlaced : IWhere;

public interface ICountPlaced : IWhere;

public sealed class DefaultPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IDefaultPlaced;

[RandomPlacement]
public sealed class RandomPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IRandomPlaced;

[PreferLocalPlacement]
public sealed class LocalPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ILocalPlaced;

[HashBasedPlacement]
public sealed class HashPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IHashPlaced;

[ActivationCountBasedPlacement]
public sealed class CountPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ICountPlaced;

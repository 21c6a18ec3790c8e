namespace Orleans.Ray.Tests.Doubles;

/// <summary>Keeps a cargo as its state.</summary>
[RayActor]
internal sealed partial class CargoKeeper
{
    private Cargo<int>? _cargo;

    public void Keep(Cargo<int>? cargo) => _cargo = cargo;

    public Cargo<int>? Show() => _cargo;

    public async Task<int> Sum() => await Cargos.Sum(_cargo!);
}

namespace Orleans.Conformance.Placement;

public interface ILocalPlaced : IWhere;

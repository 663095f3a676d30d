namespace SamFast.Tests.Runtime;

public class FloatLanes128Tests : FloatLaneTests<Lanes128<float>>;

public class FloatLanes256Tests : FloatLaneTests<Lanes256<float>>;

public class FloatLanes512Tests : FloatLaneTests<Lanes512<float>>;

public class FloatPairOf128Tests : FloatLaneTests<Pair<Lanes128<float>, float>>;

public class FloatPairOf256Tests : FloatLaneTests<Pair<Lanes256<float>, float>>;

public class FloatPairOfPairsTests : FloatLaneTests<Pair<Pair<Lanes128<float>, float>, float>>;

public class DoubleLanes128Tests : LaneTests<Lanes128<double>, double>;

public class DoubleLanes256Tests : LaneTests<Lanes256<double>, double>;

public class DoubleLanes512Tests : LaneTests<Lanes512<double>, double>;

public class DoublePairOf128Tests : LaneTests<Pair<Lanes128<double>, double>, double>;

public class DoublePairOf256Tests : LaneTests<Pair<Lanes256<double>, double>, double>;

public class DoublePairOfPairsTests : LaneTests<Pair<Pair<Lanes128<double>, double>, double>, double>;
